import { makeAccount, makeAccounts } from './accounts.mjs';
import { seededRandom } from './chaos.mjs';

/** The accounts of one instance. Sorted copies are remembered until an account changes. */
export class AccountStore {
	#list = [];
	#byId = new Map();
	#sorted = new Map();

	/** @param {number | object[]} accounts how many, or exactly these @param {{ seed?: number, ids?: 'number' | 'string' }} [options] */
	set(accounts, options) {
		this.#list = typeof accounts === 'number' ? makeAccounts(accounts, options) : [...accounts];
		this.#byId = new Map(this.#list.map((account) => [String(account.id), account]));
		this.#sorted.clear();
	}

	/** All accounts in the order of their creation; don't change it. */
	get list() {
		return this.#list;
	}

	/** @param {number | string} id */
	get(id) {
		return this.#byId.get(String(id));
	}

	/** Adds an account; fields that are missing are made up. Throws when the id is taken. */
	add(fields = {}) {
		let number = this.#list.length + 1;
		while (this.#byId.has(String(number))) number += 1;
		const account = { ...makeAccount(number - 1, seededRandom(number), 'number'), ...fields };
		if (this.get(account.id)) throw new Error(`Account ${account.id} exists already.`);
		this.#list.push(account);
		this.#byId.set(String(account.id), account);
		this.#sorted.clear();
		return account;
	}

	/** Changes some fields, or all with { replace: true }; the id stays. Undefined when there is no such account. */
	update(id, fields, { replace = false } = {}) {
		const account = this.get(id);
		if (!account) return undefined;
		const changed = { ...(replace ? {} : account), ...fields, id: account.id };
		this.#list[this.#list.indexOf(account)] = changed;
		this.#byId.set(String(id), changed);
		this.#sorted.clear();
		return changed;
	}

	/** @returns {boolean} whether there was such an account */
	remove(id) {
		const account = this.get(id);
		if (!account) return false;
		this.#list.splice(this.#list.indexOf(account), 1);
		this.#byId.delete(String(id));
		this.#sorted.clear();
		return true;
	}

	/**
	 * The accounts ordered by an `orderBy` value such as `id asc` or `owner.name desc,id asc`; all when it is null.
	 * Throws a RangeError that says what is wrong with the value.
	 * @param {string | null} orderBy
	 */
	ordered(orderBy) {
		if (orderBy === null) return this.#list;
		if (!this.#sorted.has(orderBy)) {
			const keys = orderBy.split(',').map((part) => this.#sortKey(part));
			this.#sorted.set(
				orderBy,
				this.#list.toSorted((a, b) => {
					for (const { valueOf, sign } of keys) {
						const [left, right] = [valueOf(a), valueOf(b)];
						if (left === right) continue;
						if (left == null || right == null) return left == null ? 1 : -1;
						return left < right ? -sign : sign;
					}
					return 0;
				}),
			);
		}
		return this.#sorted.get(orderBy);
	}

	#sortKey(part) {
		const match = /^([\w.]+) (asc|desc)$/.exec(part);
		if (!match) throw new RangeError(`orderBy: "${part}" is not "<field> asc" or "<field> desc".`);
		const path = match[1].split('.');
		const valueOf = (account) => path.reduce((value, name) => value?.[name], account);
		if (this.#list.length > 0 && !this.#list.some((account) => valueOf(account) !== undefined)) {
			throw new RangeError(`orderBy: accounts have no field "${match[1]}".`);
		}
		return { valueOf, sign: match[2] === 'asc' ? 1 : -1 };
	}
}
