import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Check('CHK_size', 'width > 0 AND height > 0')
export class Box {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'real', default: 1 }) width: number;
  @Column({ type: 'real', default: 1 }) height: number;
  @Column({ type: 'real', asExpression: 'width * height', generatedType: 'STORED' }) area: number;
}
