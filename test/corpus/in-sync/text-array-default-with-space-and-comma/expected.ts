import { expected } from '../../scenario';

export default expected({ differs: ['column public.quirk.value text[]'] });
