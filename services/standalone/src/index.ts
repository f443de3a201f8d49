export { type StandaloneInstance, startStandalone } from './compose.ts';
export { readStandaloneConfig, type StandaloneConfig } from './config.ts';
