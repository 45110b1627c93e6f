export { AuroraApi } from './credentials/AuroraApi.credentials';
export { Aurora } from './nodes/Aurora/Aurora.node';
export { AuroraTrigger } from './nodes/Aurora/AuroraTrigger.node';
