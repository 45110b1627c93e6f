import { offsetMakes, pageMakes } from './byNumber';
import { lastIdMakes, tokenMakes } from './byToken';
import type { Make } from './make';

export const makes: readonly Make[] = [...pageMakes, ...offsetMakes, ...tokenMakes, ...lastIdMakes];
