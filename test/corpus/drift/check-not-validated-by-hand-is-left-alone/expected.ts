import { expected } from '../../scenario';

export default expected({ upgrade: [], back: false, differs: ['check chk on public.one'] });
