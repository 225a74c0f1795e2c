package planted.entitiesstayintheirfeature.query.project;

import jakarta.persistence.Entity;

/** A table that everybody may touch. */
@Entity
public class SharedEntity {}
