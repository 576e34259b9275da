const FILE = 'dist/zakboek-chat.js';

/** Keeps what a page can use: the analyzer also finds private members, and the call that sends every event. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      module.path = FILE; // what is in the package, not what it was built from
      for (const { declaration } of module.exports) declaration.module = FILE;
      const { declarations } = module;
      for (const declaration of declarations) {
        declaration.members = declaration.members?.filter((member) => !member.privacy);
        declaration.events = declaration.events?.filter((event) => event.name.startsWith('zakboek:'));
      }
    }
  },
};

export default {
  globs: ['src/zakboek-chat.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publicOnly],
};
