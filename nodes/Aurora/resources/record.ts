import { collection } from './collection/collection';

/** Any other collection of the API, named by its path. */
export const record = collection({ value: 'record', singular: 'record', plural: 'records' });
