import { testFamilies } from './family';

testFamilies('mix');
