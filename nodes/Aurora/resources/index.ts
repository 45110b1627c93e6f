import type { Resource } from '../operations/operation';

import { account } from './account';
import { apiRequest } from './apiRequest/send';
import type { Collection } from './collection/collection';
import { record } from './record';

/** The collections that the node and the trigger offer. */
export const collections: Collection[] = [account, record];

/** What the node offers, in the order of the interface. */
export const resources: Resource[] = [...collections, apiRequest];
