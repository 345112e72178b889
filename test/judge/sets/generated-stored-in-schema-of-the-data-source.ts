import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Person {
  @PrimaryColumn() id: number;
  @Column() first: string;
  @Column({ type: 'varchar', asExpression: 'upper(first)', generatedType: 'STORED' }) loud: string;
}

export default defineSet({
  shows: 'a generated column where the DataSource names a schema',
  entities: [Person],
  schemas: ['tenant'],
  options: { schema: 'tenant' },
  typeormSelfInconsistent: 'it looks for the row of typeorm_metadata with another schema than it wrote',
  engineDiffers: 'it writes the row with the schema in which TypeORM looks for it',
});
