package planted.projectionsnametheirgroupandcanbereset.query.project;

/** Has no group and cannot be emptied. */
class ForeverProjection {}
