import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() headline: string;
  @Column({ type: 'text', asExpression: 'upper(headline)', generatedType: 'STORED' }) loud: string;
}
