import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Role {
  Admin = 'admin',
  Editor = 'editor',
}

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Role, array: true }) roles: Role[];
  @Column({ type: 'enum', enum: Role, array: true, default: [Role.Editor], nullable: true }) more: Role[] | null;
}

export default defineSet({ shows: 'arrays of enums', entities: [User] });
