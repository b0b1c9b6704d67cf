import { defineConfig } from 'vite';

export default defineConfig({
  base: '/console/',
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The second is the frame in which the set-up shows the widgets.
    rolldownOptions: { input: ['index.html', 'preview.html'] },
  },
});
