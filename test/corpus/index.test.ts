import { testFamilies } from './family';

testFamilies('index');
