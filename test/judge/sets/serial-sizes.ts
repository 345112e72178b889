import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Small {
  @PrimaryGeneratedColumn({ type: 'smallint' }) id: number;
}

@Entity()
class Plain {
  @PrimaryGeneratedColumn() id: number;
}

@Entity()
class Big {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id: string;
}

export default defineSet({ shows: 'smallserial, serial and bigserial primary keys', entities: [Small, Plain, Big] });
