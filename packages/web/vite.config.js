import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** The browser application. `npm run dev` proxies the interface to the server on its usual port. */
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@jiheng/source', ...defaultClientConditions] },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': 'http://127.0.0.1:8420' } },
  // Chromium 109 is the last for Windows 7; 360 and 奇安信 stay there.
  build: { target: ['chrome109', 'firefox115'], manifest: true, chunkSizeWarningLimit: 1200 },
});
