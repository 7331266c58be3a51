// Number types of the shared subset: the laws are compiled by tsc and, unchanged, by asc.
declare type f64 = number;
declare type i32 = number;
