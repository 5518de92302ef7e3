/** The style sheet, which the build puts beside the modules. */
declare const style: string;
export default style;
