import { Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Single {
  @PrimaryColumn({ primaryKeyConstraintName: 'single_pkey' }) id: number;
}

@Entity()
class Composite {
  @PrimaryColumn({ primaryKeyConstraintName: 'Composite key' }) a: number;
  @PrimaryColumn({ primaryKeyConstraintName: 'Composite key' }) b: number;
}

@Entity()
class Counted {
  @PrimaryGeneratedColumn({ primaryKeyConstraintName: 'pk_counted' }) id: number;
}

export default defineSet({ shows: 'primary keys with names of their own', entities: [Single, Composite, Counted] });
