import { Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Tenant {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Invoice {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Tenant) tenant: Tenant;
  @ManyToOne(() => User) @JoinColumn({ name: 'owner_ref' }) user: User;
}
