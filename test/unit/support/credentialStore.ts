import {
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowParameters,
} from 'n8n-workflow';

import { AuroraApi } from '../../../credentials/AuroraApi.credentials';
import { readSettings } from '../../../lib/auth';

import { credentialFields } from './credentialFields';

export { credentialFields };

const type = new AuroraApi();

/** The fields together with a token that n8n has stored with them and that has an hour to live. */
export function withStoredToken(
	fields: ICredentialDataDecryptedObject = credentialFields(),
	accessToken = 'canary-token-stored',
): ICredentialDataDecryptedObject & { accessToken: string } {
	return {
		...fields,
		accessToken,
		accessTokenExpiresAt: String(Date.now() + 3_600_000),
		accessTokenKey: readSettings(fields).tokenKey,
	};
}

/**
 * One stored credential, and what n8n does with it: a stand-in for n8n's own CredentialsHelper, which
 * needs a database. Its order of things is n8n's (packages/cli/src/credentials-helper.ts).
 */
export class CredentialStore {
	/** How often the credential was read and decrypted. */
	reads = 0;

	/** How often it was written into the database. */
	writes = 0;

	constructor(public stored: ICredentialDataDecryptedObject) {}

	/** As n8n hands it to a node. */
	readonly helper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => type.properties,
		getDecrypted: async (...[, , , mode, executeData, , values]: Parameters<Decrypt>) => {
			const data = this.decrypted();
			if (!values) return data;
			const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = values;
			return workflow.expression.getParameterValue(
				data as INodeParameters,
				runExecutionData,
				runIndex,
				itemIndex,
				node.name,
				connectionInputData,
				mode,
				{},
				executeData,
			) as ICredentialDataDecryptedObject;
		},
		authenticate: async (
			credentials: ICredentialDataDecryptedObject,
			_type: string,
			request: IHttpRequestOptions,
		) => await (type.authenticate as Authenticate)(credentials, request),
		preAuthentication: async (
			helpers: IHttpRequestHelper,
			credentials: ICredentialDataDecryptedObject,
			_type: string,
			node: INode,
			expired: boolean,
		) => {
			const isTest = node.type === 'n8n-nodes-base.noOp' && node.parameters.temp === '';
			if (credentials.accessToken !== '' && !expired && !isTest) return undefined;
			const output = await type.preAuthentication.call(helpers, credentials);
			if (output.accessToken === undefined) return undefined;
			this.stored = { ...this.stored, ...output } as ICredentialDataDecryptedObject;
			this.writes++;
			return Object.assign(credentials, output);
		},
	} as unknown as ICredentialsHelper;

	/** A workflow of one node that has this credential, and what n8n gives it. */
	inWorkflow(
		nodeType: INodeType,
		fields: Pick<INode, 'type'> & Partial<INode>,
		more: Partial<WorkflowParameters> = {},
	) {
		const given: INode = {
			id: 'aurora-1',
			name: 'Aurora',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { auroraApi: { id: 'credential-1', name: 'Aurora account' } },
			...fields,
		};
		const nodeTypes = {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		} as INodeTypes;
		const workflow = new Workflow({
			nodes: [given],
			connections: {},
			active: false,
			nodeTypes,
			...more,
		});
		const additionalData = {
			credentialsHelper: this.helper,
			executionId: '1',
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
		} as unknown as IWorkflowExecuteAdditionalData;
		// The workflow has filled in the defaults and left out what is hidden, as it does in n8n.
		return { workflow, node: workflow.nodes.Aurora, additionalData };
	}

	/** The fields with their defaults, as a request gets them. */
	decrypted(): ICredentialDataDecryptedObject {
		this.reads++;
		return NodeHelpers.getNodeParameters(
			type.properties,
			{ ...this.stored } as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}
}

type Decrypt = ICredentialsHelper['getDecrypted'];

type Authenticate = (
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;
