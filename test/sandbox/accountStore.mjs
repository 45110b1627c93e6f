import { makeAccount, makeAccounts } from './accounts.mjs';
import { seededRandom } from './chaos.mjs';

/** The accounts of one instance. Sorted copies are kept until an account changes. */
export class AccountStore {
	#list = [];
	#byId = new Map();
	#sorted = new Map();

	/** @param {number | object[]} accounts how many, or exactly these */
	set(accounts) {
		this.#list = typeof accounts === 'number' ? makeAccounts(accounts) : [...accounts];
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
		while (this.get(number)) number += 1;
		const account = { ...makeAccount(number - 1, seededRandom(number)), ...fields };
		if (this.get(account.id)) throw new Error(`Account ${account.id} exists already.`);
		this.set([...this.#list, account]);
		return account;
	}

	/** Changes some fields; the id stays. Undefined when there is no such account. */
	update(id, fields) {
		const account = this.get(id);
		return account && this.replace(id, { ...account, ...fields });
	}

	/** Changes all fields but the id. */
	replace(id, fields) {
		const account = this.get(id);
		const changed = { ...fields, id: account.id };
		this.set(this.#list.map((each) => (each === account ? changed : each)));
		return changed;
	}

	/** @returns {boolean} whether there was such an account */
	remove(id) {
		const account = this.get(id);
		this.set(this.#list.filter((each) => each !== account));
		return account !== undefined;
	}

	/**
	 * The accounts ordered by an `orderBy` value such as `id asc` or `owner.name desc,id asc`; all when it is null.
	 * Throws a RangeError that says what is wrong with the value.
	 * @param {string | null} orderBy
	 */
	ordered(orderBy) {
		if (orderBy === null) return this.#list;
		if (!this.#sorted.has(orderBy)) {
			const rules = orderBy.split(',').map((rule) => this.#comparison(rule));
			const compare = (a, b) => rules.reduce((order, rule) => order || rule(a, b), 0);
			this.#sorted.set(orderBy, this.#list.toSorted(compare));
		}
		return this.#sorted.get(orderBy);
	}

	#comparison(rule) {
		const [, field, direction] = /^([\w.]+) (asc|desc)$/.exec(rule) ?? [];
		if (!field) throw new RangeError(`orderBy: "${rule}" is not "<field> asc" or "<field> desc".`);
		const path = field.split('.');
		const valueOf = (account) => path.reduce((value, name) => value?.[name], account);
		if (this.#list.length > 0 && this.#list.every((account) => valueOf(account) === undefined)) {
			throw new RangeError(`orderBy: accounts have no field "${field}".`);
		}
		const sign = direction === 'asc' ? 1 : -1;
		return (a, b) => {
			const [left, right] = [valueOf(a), valueOf(b)];
			if (left === right) return 0;
			// accounts without the field come last in either direction
			if (left == null || right == null) return left == null ? 1 : -1;
			return left < right ? -sign : sign;
		};
	}
}
