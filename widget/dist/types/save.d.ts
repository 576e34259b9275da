/** Let the visitor save `file` under `name`. */
export declare function save(file: Blob, name: string): void;
