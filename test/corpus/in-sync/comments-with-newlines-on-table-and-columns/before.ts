import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ comment: "line one\nline 'two'" })
export class Noted {
  @PrimaryColumn({ comment: 'the key' }) id: number;
  @Column({ comment: 'tab\there; DROP TABLE x; -- */' }) a: string;
}
