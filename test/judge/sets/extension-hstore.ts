import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Product {
  @PrimaryGeneratedColumn() id: number;
  @Column('hstore') attributes: object;
  @Column({ type: 'hstore', hstoreType: 'string', nullable: true }) more: string | null;
}

export default defineSet({ shows: 'hstore columns and the extension that TypeORM installs', entities: [Product] });
