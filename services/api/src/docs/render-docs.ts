import type { JsonSchema, OpenApiDocument, OpenApiOperation } from '../openapi/document.ts';
import { docsStyle } from './docs-style.ts';
import { escapeHtml, toProse } from './html.ts';

interface NamedOperation {
  method: string;
  path: string;
  operation: OpenApiOperation;
}

/** The OpenAPI document as one page without scripts: what can be called, with parameters, answers and schemas. */
export function renderDocs(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]): NamedOperation => ({ method, path, operation })),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)} – HTTP API</title>
<style>${docsStyle}</style>
</head>
<body>
<header><h1>${escapeHtml(document.info.title)} HTTP API</h1>
<p>${toProse(document.info.description)}</p>
<p>Every call but the last three carries <code>Authorization: Bearer …</code>. For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI ${document.openapi}).</p></header>
<nav aria-label="Operations"><ul>${operations.map(renderLink).join('')}</ul></nav>
<main>${operations.map(renderOperation).join('\n')}
<section><h2 id="schemas">Schemas</h2>${Object.entries(document.components.schemas).map(renderSchema).join('\n')}</section>
</main>
</body>
</html>
`;
}

function renderLink({ method, path, operation }: NamedOperation): string {
  return `<li><a href="#${operation.operationId}"><b>${method.toUpperCase()}</b> ${escapeHtml(path)}</a> ${toProse(operation.summary)}</li>`;
}

function renderOperation({ method, path, operation }: NamedOperation): string {
  const parameters = operation.parameters ?? [];
  return `<section>
<h2 id="${operation.operationId}"><b>${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code></h2>
<p>${toProse(operation.description)}</p>
${
  parameters.length === 0
    ? ''
    : `<table><caption>Parameters</caption><tr><th>Name<th>In<th>Required<th>Values</tr>
${parameters
  .map(
    ({ name, in: place, required, description, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code><td>${place}<td>${required ? 'yes' : ''}<td>${toProse(description ?? '')} ${describeValues(schema)}</tr>`,
  )
  .join('\n')}</table>`
}
${operation.requestBody === undefined ? '' : `<h3>Body</h3>${renderContents(operation.requestBody.content)}`}
<table><caption>Answers</caption><tr><th>Status<th>Meaning</tr>
${Object.entries(operation.responses)
  .map(([status, { description }]) => `<tr><td>${status}<td>${toProse(description)}</tr>`)
  .join('\n')}</table>
${Object.entries(operation.responses)
  .filter(([status]) => status.startsWith('2'))
  .map(([, { content }]) => renderContents(content ?? {}))
  .join('')}
</section>`;
}

function describeValues(schema: JsonSchema): string {
  const { enum: values, default: preset } = schema;
  const listed = Array.isArray(values)
    ? `One of ${values.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(' ')}.`
    : '';
  return `${listed}${preset === undefined ? '' : ` Default <code>${escapeHtml(JSON.stringify(preset))}</code>.`}`;
}

function renderContents(content: Record<string, { schema: JsonSchema }>): string {
  return Object.entries(content)
    .map(
      ([mediaType, { schema }]) =>
        `<details><summary><code>${escapeHtml(mediaType)}</code></summary><pre>${renderJson(schema)}</pre></details>`,
    )
    .join('');
}

function renderSchema([name, schema]: [string, JsonSchema]): string {
  return `<details id="schema-${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code></summary><pre>${renderJson(schema)}</pre></details>`;
}

/** JSON with references as links to the schemas below. */
function renderJson(schema: JsonSchema): string {
  return escapeHtml(JSON.stringify(schema, null, 2)).replaceAll(
    /#\/components\/schemas\/([A-Za-z0-9_]+)/g,
    '<a href="#schema-$1">$1</a>',
  );
}
