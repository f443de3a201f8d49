import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

/** `pnpm dev` serves the sources and passes `/v1` on to a running Stepup. */
export default defineConfig(({ mode }) => {
  const settings = loadEnv(mode, import.meta.dirname, 'STEPUP_');
  return {
    root: import.meta.dirname,
    plugins: [react()],
    server: {
      host: '127.0.0.1',
      proxy: { '/v1': `http://127.0.0.1:${settings['STEPUP_HTTP_PORT'] ?? '4000'}` },
    },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // Inlined files would need `data:` in the content security policy.
      assetsInlineLimit: 0,
      // The chart engine alone is larger than the default limit; it is a chunk of its own, loaded with the first chart.
      chunkSizeWarningLimit: 700,
    },
  };
});
