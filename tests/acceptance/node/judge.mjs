// Asks verifiers that are not ours. Reads {cases: {name: credential text}, documents: {url: {type, body}}} and
// writes {name: {digitalBazaar, dcc, ajv}}. One process sees one state of the site: verifiers remember.
import addFormats from 'ajv-formats';
import {Ajv2019} from 'ajv/dist/2019.js';
import {readFileSync, writeSync} from 'node:fs';
import {dcc} from './dcc.mjs';
import {digitalBazaar} from './digital_bazaar.mjs';

const {cases, documents} = JSON.parse(readFileSync(0, 'utf8'));
const ajv = new Ajv2019({allErrors: true});
addFormats.default(ajv);
const valid = ajv.compile(JSON.parse(documents[schemaOf(Object.values(cases)[0])].body));

const verdicts = {};
for(const [name, text] of Object.entries(cases)) {
  verdicts[name] = {
    digitalBazaar: await digitalBazaar(JSON.parse(text), documents),
    dcc: await dcc(JSON.parse(text), documents),
    ajv: valid(JSON.parse(text)) ? [] : valid.errors.map(({instancePath, message}) => `${instancePath} ${message}`)
  };
}
writeSync(1, JSON.stringify(verdicts));

function schemaOf(text) {
  return JSON.parse(text).credentialSchema[0].id;
}
