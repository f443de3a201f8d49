import { startWarehouse } from './support/engine/start-warehouse.ts';
const s = await startWarehouse();
console.log('ok');
await s.stop();
