import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Vector {
  @PrimaryGeneratedColumn() id: number;
  @Column('cube') coordinates: number[];
}

export default defineSet({ shows: 'cube columns and the extension that TypeORM installs', entities: [Vector] });
