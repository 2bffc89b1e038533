(()=>{const s=document.querySelector(".map svg");if(!s)return;
const f=document.createElementNS("http://www.w3.org/2000/svg","rect"),A=[...s.querySelectorAll("a")],P=[...s.querySelectorAll("[data-a]")].map(e=>({e:document.getElementById(e.dataset.a),b:e.getBBox()})).filter(p=>p.e);
f.setAttribute("class","view");f.setAttribute("width",64);s.append(f);
const at=y=>{let m=0;for(const p of P){const r=p.e.getBoundingClientRect();if(y<r.top)break;m=p.b.y+p.b.height*Math.min(1,(y-r.top)/(r.height||1))}return m};
let w=0;const go=()=>{w=0;const t=at(0),b=at(innerHeight);f.setAttribute("y",t);f.setAttribute("height",Math.max(4,b-t));const c=at(innerHeight/3);
A.forEach(a=>{const r=a.querySelector("rect"),y=+r.getAttribute("y");a.toggleAttribute("aria-current",c>=y&&c<y+ +r.getAttribute("height")+3)})};
const ask=()=>{w=w||requestAnimationFrame(go)};addEventListener("scroll",ask,{passive:true});addEventListener("resize",ask);go()})();
