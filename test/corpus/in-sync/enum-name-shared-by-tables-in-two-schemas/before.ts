import { Column, Entity, PrimaryColumn } from 'typeorm';

enum State {
  On = 'on',
  Off = 'off',
}
@Entity({ schema: 'app' })
export class Lamp {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: State, enumName: 'state' }) state: State;
}
@Entity()
export class Door {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: State, enumName: 'state' }) state: State;
}
