package planted.modulesonlymeetincoreapi.query.codegen;

/** What the write side must not know. */
public class Memory {}
