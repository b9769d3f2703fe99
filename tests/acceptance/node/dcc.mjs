// The Digital Credentials Consortium's verifier. It asks the web, which here is the documents it is given.
import {verifyCredential} from '@digitalcredentials/verifier-core';

const REGISTRY = 'https://registry.example/registry.json';

export async function dcc(credential, documents) {
  globalThis.fetch = webOf(documents, credential.issuer.id);
  const result = await verifyCredential({
    credential,
    knownDIDRegistries: [{name: 'Example registry', type: 'dcc-legacy', url: REGISTRY}]
  });
  return {
    errors: (result.errors ?? []).map(({name}) => name),
    steps: Object.fromEntries((result.log ?? []).map(step => [step.id, step.error?.name ?? step.valid])),
    schemas: (result.additionalInformation ?? []).flatMap(({results}) => results.map(({result}) => result.valid))
  };
}

function webOf(documents, issuer) {
  const registry = JSON.stringify({registry: {[issuer]: {name: 'Lean Leaders'}}});
  const web = {...documents, [REGISTRY]: {body: registry, type: 'application/json'}};
  return async request => {
    const found = web[typeof request === 'string' ? request : request.url ?? String(request)];
    return found ?
      new Response(found.body, {headers: {'content-type': found.type}}) :
      new Response('', {status: 404});
  };
}
