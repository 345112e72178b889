import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Person {
  @PrimaryColumn() id: number;
  @Column() first: string;
  @Column({ type: 'varchar', asExpression: 'upper(first)', generatedType: 'STORED' }) loud: string;
}

export default defineSet({
  shows: "another name for TypeORM's own table of generated columns",
  entities: [Person],
  options: { metadataTableName: 'orm_metadata' },
});
