import react from '@vitejs/plugin-react';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { defaultClientConditions, defineConfig } from 'vite';

/** Compresses once at build time what the server would otherwise compress for every reader. */
function brotliFiles() {
  return {
    name: 'jiheng-brotli',
    apply: 'build',
    async writeBundle({ dir }) {
      const assets = join(dir, 'assets');
      const names = (await readdir(assets)).filter((name) => /\.(js|css)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const packed = await promisify(brotliCompress)(await readFile(join(assets, name)));
          await writeFile(join(assets, `${name}.br`), packed);
        }),
      );
    },
  };
}

/** The browser application. `npm run dev` proxies the interface to the server on its usual port. */
export default defineConfig({
  plugins: [react(), brotliFiles()],
  resolve: { conditions: ['@jiheng/source', ...defaultClientConditions] },
  server: {
    host: '127.0.0.1',
    port: 5173,
    // The server answers only pages of the host it was asked by.
    proxy: { '/api': { target: 'http://127.0.0.1:8420', changeOrigin: false } },
  },
  // Chromium 109 is the last for Windows 7; 360 and 奇安信 stay there.
  build: { target: ['chrome109', 'firefox115'], manifest: true, chunkSizeWarningLimit: 1200 },
});
