package planted.componentsarepackageprivate.query.project;

import org.springframework.stereotype.Component;

/** A component for everybody. */
@Component
public class OpenHouse {}
