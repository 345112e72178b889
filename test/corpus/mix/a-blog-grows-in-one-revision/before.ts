import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ length: 50 }) email: string;
  @Column({ type: 'enum', enum: ['user', 'admin'], default: 'user' }) role: string;
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column({ type: 'int', default: 0 }) views: number;
  @ManyToOne(() => User) author: User;
}
