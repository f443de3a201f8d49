/** The style of the documentation page; its hash stands in the page's policy. */
export const docsStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
nav ul { list-style: none; padding: 0; }
section { border-top: 1px solid GrayText; margin-top: 2rem; }
h2 { overflow-wrap: anywhere; font-size: 1.2rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid GrayText; }
pre { overflow: auto; max-height: 30rem; padding: .5rem; border: 1px solid GrayText; }
summary { cursor: pointer; }
`;
