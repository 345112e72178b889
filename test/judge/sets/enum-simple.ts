import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Size {
  Small = 'S',
  Large = 'L',
}

@Entity()
class Shirt {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'simple-enum', enum: Size, default: Size.Small }) size: Size;
  @Column({ type: 'simple-enum', enum: ['x', 'y'], nullable: true }) letters: string | null;
}

export default defineSet({ shows: "TypeORM's simple-enum, which is an enum", entities: [Shirt] });
