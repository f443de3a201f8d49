import { createTheme } from '@mantine/core';
import { fontFamily } from './font-family.ts';

export const theme = createTheme({
  primaryColor: 'indigo',
  defaultRadius: 'md',
  fontFamily,
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Badges are words to be read, not decoration: as written, and never cut off.
    Badge: { defaultProps: { tt: 'none', miw: 'max-content' } },
  },
});
