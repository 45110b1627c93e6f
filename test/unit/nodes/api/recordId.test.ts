// The id of a record, whatever its field is called.
import { idKey, recordId, recordNames } from '../../../../nodes/Aurora/api/recordId';

const UUID = '6f9619ff-8b86-d011-b42d-00c04fc964ff';

test.each<[record: unknown, id: string | number | undefined]>([
	[{ id: 7 }, 7],
	[{ id: '7' }, '7'],
	[{ id: 0 }, 0],
	[{ name: 'x', id: 7, accountId: 8 }, 7],
	[{ Id: 7 }, 7],
	[{ ID: 7 }, 7],
	[{ _id: 'a' }, 'a'],
	[{ uuid: UUID }, UUID],
	[{ guid: UUID }, UUID],
	[{ key: 'A-1' }, 'A-1'],
	[{ uuid: UUID, Id: 7 }, 7],
	[{ key: 'k', guid: UUID }, UUID],
	[{ accountId: 8 }, 8],
	[{ account_id: 8 }, 8],
	[{ 'account-id': 8 }, 8],
	[{ AccountID: 8 }, 8],
	[{ accountKey: 'k' }, 'k'],
	[{ accountUuid: UUID }, UUID],
	[{ 'Account ID:': 8 }, 8],
	[{ accountsId: 8, accountId: 9 }, 8],
	[{ ownerId: 9 }, undefined],
	[{ ownerId: 9, accountId: 8 }, 8],
	[{ paid: 5 }, undefined],
	[{ idNumber: 5 }, undefined],
	[{ id: '' }, undefined],
	[{ id: null }, undefined],
	[{ id: true }, undefined],
	[{ id: { value: 5 } }, undefined],
	[{ id: null, uuid: UUID }, UUID],
	[{ id: '', accountId: 8 }, 8],
	[{}, undefined],
	[7, undefined],
	['id', undefined],
	[null, undefined],
	[[{ id: 7 }], undefined],
])('%j: %j', (record, id) => {
	expect(recordId(record, ['accounts', 'account'])).toBe(id);
});

test('no number that JSON can not hold is an id', () => {
	expect(recordId({ id: Number.POSITIVE_INFINITY })).toBeUndefined();
	expect(recordId({ accountId: 8 })).toBeUndefined();
});

test.each<[ids: Array<string | number>, isOne: boolean]>([
	[[1, '1'], true],
	[[UUID, UUID.toUpperCase()], true],
	[['abc', 'ABC'], false],
	[['007', 7], false],
	[[`${UUID}x`, `${UUID}X`], false],
	[[`x${UUID.slice(1)}`, `X${UUID.slice(1)}`], false],
])('%j are written for one id: %s', ([one, other], isOne) => {
	expect(idKey(one) === idKey(other)).toBe(isOne);
});

test.each<[name: string, names: string[]]>([
	['/Accounts', ['accounts', 'account', 'accountss']],
	['/v1/Accounts/', ['accounts', 'account', 'accountss']],
	['/CustomerInvoices', ['customerinvoices', 'customerinvoice', 'invoices', 'invoice']],
	['/customer-addresses', ['customeraddresses', 'customeraddress', 'addresses', 'address']],
	['/companies', ['companies', 'company', 'companie']],
	['/boxes', ['boxes', 'box']],
	['/branches', ['branches', 'branch']],
	['/house', ['house', 'houses']],
	['/APIKeys', ['apikeys', 'apikey', 'keys', 'key']],
	['/Site2Orders', ['site2orders', 'orders', 'order']],
	['/Accounts.json', ['accounts', 'account']],
	['/Staff', ['staff', 'staffs']],
])('the records of %s are called %j', (name, names) => {
	expect(recordNames(name)).toEqual(expect.arrayContaining(names));
});

test('nothing is called by a letter, or by nothing', () => {
	expect(recordNames('/')).toEqual(recordNames(''));
	expect(recordNames('/x')).toEqual(['xs']);
	const names = recordNames('/CustomerInvoices');
	expect(new Set(names).size).toBe(names.length);
});
