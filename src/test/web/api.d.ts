import type { components } from '../../../target/web-checks/api';

type Schemas = components['schemas'];

/** The answers of the service, as its OpenAPI document describes them. */
declare global {
  namespace Api {
    type Vocabulary = Schemas['Vocabulary'];
  }
}
