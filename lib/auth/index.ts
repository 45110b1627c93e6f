// What nodes and the credential use of a token's life; the other files are its own affair.
export type { OutgoingRequest } from './allowedOrigin';
export { connectionTest } from './connectionTest';
export { authenticateRequest, provideToken } from './requestAuth';
export { readSettings, secretsOf, type AuroraSettings } from './settings';
export {
	credentialError,
	markAccepted,
	markRejected,
	sentTokens,
	trackRequest,
	type TrackedRequest,
} from './trackedRequest';
