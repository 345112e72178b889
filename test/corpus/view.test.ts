import { testFamilies } from './family';

testFamilies('view');
