export { buildConsole, type ConsoleBuild } from './serve/build-console.ts';
export { consoleDirectory } from './serve/console-directory.ts';
