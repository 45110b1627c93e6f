import type { IExecuteFunctions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { isOfN8n } from '../api/nodeError';

/** An expression that is one field of the item and nothing else, such as `={{ $json.id }}`. */
const FIELD_OF_ITEM = /^=\{\{\s*\$json\.([A-Za-z_]\w*)\s*\}\}$/;

/**
 * The node's parameters, read as few times as possible: n8n evaluates an expression in an isolate,
 * which takes longer than the request itself. So what holds no expression is read once for all
 * items, and a plain field of the item is taken from the item.
 */
export class Parameters {
	private readonly constants = new Map<string, unknown>();

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * A parameter's value for an item, as `getNodeParameter` gives it.
	 *
	 * @param name may have dots, as `sort.by`
	 * @param fallback for a parameter that is not set
	 * @throws an error with n8n's words about an expression that can't be evaluated
	 */
	get(name: string, itemIndex: number, fallback: unknown): unknown {
		if (this.constants.has(name)) return this.constants.get(name);
		const raw = this.raw(name, fallback);
		const isConstant = !holdsExpression(raw);
		const known = isConstant ? undefined : this.fieldOfItem(raw, itemIndex);
		if (known !== undefined) return known;
		try {
			const value: unknown = this.context.getNodeParameter(name, itemIndex, fallback);
			if (isConstant) this.constants.set(name, value);
			return value;
		} catch (thrown) {
			throw expressionError(thrown, name);
		}
	}

	/** A resource locator's value for an item; '' when nothing is chosen. */
	locator(name: string, itemIndex: number): unknown {
		const isObject = typeof this.raw(name, '') === 'object';
		return this.get(isObject ? `${name}.value` : name, itemIndex, '');
	}

	private raw(name: string, fallback: unknown): unknown {
		return this.context.getNodeParameter(name, 0, fallback, { rawExpressions: true });
	}

	/** Only a text or a number: everything else is left to n8n. */
	private fieldOfItem(raw: unknown, itemIndex: number): string | number | undefined {
		const field = typeof raw === 'string' ? FIELD_OF_ITEM.exec(raw)?.[1] : undefined;
		const json = this.context.getInputData()[itemIndex]?.json;
		if (!field || !json || !Object.prototype.hasOwnProperty.call(json, field)) return undefined;
		const value = json[field];
		return typeof value === 'string' || typeof value === 'number' ? value : undefined;
	}
}

/** What the code of an expression throws could be taken for a defect of the node. */
function expressionError(thrown: unknown, name: string): unknown {
	if (isOfN8n(thrown)) return thrown;
	const words = thrown instanceof Error ? thrown.message : String(thrown);
	return new AuroraError(words.slice(0, 500), `Check the expressions in '${name}'.`);
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}
