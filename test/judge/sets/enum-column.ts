import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Status {
  Draft = 'draft',
  Published = 'published',
}

@Entity()
class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Status }) status: Status;
  @Column({ type: 'enum', enum: Status, default: Status.Draft }) withDefault: Status;
  @Column({ type: 'enum', enum: ['z', 'a', 'm'], nullable: true }) letters: string | null;
}

export default defineSet({ shows: 'enums, each with a type of its own, labels in the order given', entities: [Post] });
