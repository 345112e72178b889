import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('author')
export class Writer {
  @PrimaryGeneratedColumn() key: number;
}
@Entity('post')
export class Article {
  @PrimaryGeneratedColumn({ name: 'id' }) key: number;
  @ManyToOne('Writer') @JoinColumn({ name: 'author_id' }) writer: unknown;
  @Column({ name: 'title', type: 'varchar' }) headline: string;
}
