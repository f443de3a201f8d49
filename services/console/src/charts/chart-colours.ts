/** Colours of the charts; each pair reaches 3:1 against the page and is told apart without hue by its shape. */
export interface ChartColours {
  text: string;
  dimmed: string;
  grid: string;
  rate: string;
  flagged: string;
  typical: string;
  /** What the tooltip stands on. */
  surface: string;
}

export function chartColours(scheme: 'light' | 'dark'): ChartColours {
  return scheme === 'dark'
    ? {
        text: '#e9ecef',
        dimmed: '#a6a7ab',
        grid: '#373a40',
        rate: '#91a7ff',
        flagged: '#ffa94d',
        typical: '#e9ecef',
        surface: '#2c2e33',
      }
    : {
        text: '#212529',
        dimmed: '#5c636a',
        grid: '#e9ecef',
        rate: '#3b5bdb',
        flagged: '#d9480f',
        typical: '#212529',
        surface: '#ffffff',
      };
}
