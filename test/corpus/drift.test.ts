import { testFamilies } from './family';

testFamilies('drift');
